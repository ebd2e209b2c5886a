package dev.stint.cli.doctor;

import java.util.List;

/** Looks at what the trainings showed. Runs nothing. */
interface Check {

    /** One finding, or several where it looks at several things. */
    List<Finding> of(Evidence evidence);
}
