/** What may be spent: amounts with units, the fidelity range, the ledger and the learnt cost. Knows no storage and no clock. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.budget;
