package io.nodev.templates.model;

/**
 * One contract of the common suite, bound to a machine.
 *
 * @param unit package, name and imports of the class
 * @param contract simple name of the contract
 * @param harness simple name of the class that boots the machine
 */
public record ContractModel(GeneratedClassModel unit, String contract, String harness) {}
