package io.resil.agent.cli;

import java.util.List;

/** The JVMs of this machine that this user may reach. */
interface Jvms {

    /** All that run now, this process left out. */
    List<JvmProcess> running() throws CommandFailure;

    /**
     * Whether a process that is not {@linkplain #running listed} is one all the same. A process that is none must not be
     * attached to: the attempt sends it a signal, which ends most programs.
     */
    boolean isJvm(String pid);

    /** Opens the way into one. */
    Jvm attach(String pid) throws CommandFailure;
}
