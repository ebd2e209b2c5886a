package dev.stint.runtime.caller;

import dev.stint.runtime.executor.Assignment;

/** Brings orders to the caller. Called while orders are locked: must neither wait for the caller nor speak for it. */
public interface Placer {

    /** Something to do. */
    void place(Assignment order);

    /** Nothing more of this is wanted; what still comes counts until its end. */
    void stop(Assignment order);
}
