package io.resil.it.app;

import java.util.logging.LogManager;

/** A log manager that the application chooses in {@code main}, as application servers do. */
public final class LateLogManager extends LogManager {}
