/** What the guests of the demo CD run. */
package com.example.cd;
