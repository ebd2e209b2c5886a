package dev.stint.runtime.embed;

/** Where jobs go. Called while orders are locked. */
interface Hall {

    /** A job to do. */
    void enter(Member member);

    /** The study is over or paused; no job follows. */
    void closed();
}
