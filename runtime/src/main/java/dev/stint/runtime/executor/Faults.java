package dev.stint.runtime.executor;

/** What the user is told of a fault in Stint's own code, or in the machine below it. */
final class Faults {

    private static final System.Logger LOG = System.getLogger(Faults.class.getName());

    private Faults() {}

    /** One line. The whole of it goes to the log. */
    static String words(Throwable fault) {
        LOG.log(System.Logger.Level.ERROR, "a fault in the executor", fault);
        return "Stint itself failed while this ran, not the training: " + fault;
    }
}
