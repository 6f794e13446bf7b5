/** Guests written for this machine. They import nothing of nodev's but {@code io.nodev.common.guest}. */
package com.example.guest;
