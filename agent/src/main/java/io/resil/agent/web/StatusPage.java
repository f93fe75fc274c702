package io.resil.agent.web;

import java.io.IOException;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The status page from its configuration on: starts it when it may, moves and stops it when told, tries again where its
 * port is taken, and keeps its history meanwhile.
 *
 * <p>All of that happens on one daemon thread of its own, so the methods return at once, throw nothing and may be called
 * by any thread.
 */
public final class StatusPage {

    /** How long an application has that never logs by the JDK's own means. */
    static final int GRACE_SECONDS = 10;

    private static final long AGAIN_MILLIS = 30_000;

    private final StatusView view;
    private final Notices notices;
    private final History history = new History();
    private final Site site;
    private final long againMillis;
    private final ScheduledThreadPoolExecutor thread;
    private final TimeLimit exchanges;

    // ---- of the thread
    private boolean mayStart;
    private @Nullable StatusSettings wanted;
    private @Nullable StatusSettings served;
    private @Nullable PageServer server;
    private @Nullable Future<?> sampling;
    private @Nullable Future<?> retrying;

    /** @param threads makes daemons without a context class loader */
    public StatusPage(StatusView view, Notices notices, ThreadFactory threads) {
        this(view, notices, threads, AGAIN_MILLIS);
    }

    StatusPage(StatusView view, Notices notices, ThreadFactory threads, long againMillis) {
        this.againMillis = againMillis;
        this.view = view;
        this.notices = notices;
        this.site = new Site(view, history);
        this.thread = new ScheduledThreadPoolExecutor(1, threads);
        thread.setRemoveOnCancelPolicy(true);
        this.exchanges = new TimeLimit(thread, threads, TimeLimit.MILLIS);
    }

    /**
     * Serves what the settings say, and nothing else from now on. The history goes on.
     *
     * @param settings null for no page
     */
    public void configure(@Nullable StatusSettings settings) {
        run(new Runnable() {
            @Override
            public void run() {
                wanted = settings;
                sample(settings != null);
                apply();
            }
        });
    }

    /**
     * The application has started its logging, or needs nobody to wait for that: the page may be there. The server
     * logs by {@code java.util.logging}, which the application configures first.
     */
    public void mayStart() {
        run(new Runnable() {
            @Override
            public void run() {
                if (!mayStart) {
                    mayStart = true;
                    apply();
                }
            }
        });
    }

    /** Has the page there after {@value #GRACE_SECONDS} seconds, whatever the application does. */
    public void mayStartSoon() {
        Runnable start = new Runnable() {
            @Override
            public void run() {
                mayStart();
            }
        };
        thread.schedule(start, GRACE_SECONDS, TimeUnit.SECONDS);
    }

    private void run(Runnable task) {
        thread.execute(guarded(task));
    }

    private Runnable guarded(Runnable task) {
        return new Runnable() {
            @Override
            public void run() {
                try {
                    task.run();
                } catch (Throwable fault) {
                    notices.fault("the status page", fault);
                }
            }
        };
    }

    // ---- on the thread

    private void sample(boolean on) {
        if (!on && sampling != null) {
            sampling.cancel(false);
            sampling = null;
        } else if (on && sampling == null) {
            Runnable sample = new Runnable() {
                @Override
                public void run() {
                    history.sample(view.snapshot().services, System.currentTimeMillis());
                }
            };
            sampling = thread.scheduleAtFixedRate(guarded(sample), 0, History.STEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void apply() {
        if (retrying != null) {
            retrying.cancel(false);
            retrying = null;
        }
        StatusSettings settings = wanted;
        if (server != null && (settings == null || served == null || !settings.isAtSamePlace(served))) {
            server.close();
            server = null;
        }
        if (settings == null) {
            notices.unavailable("");
        } else if (mayStart) {
            site.critical(settings.critical);
            if (server == null) {
                open(settings, true);
            }
            served = settings;
        }
    }

    /** @param first whether a failure is news */
    private void open(StatusSettings settings, boolean first) {
        try {
            PageServer opened = PageServer.open(settings, site, exchanges, notices);
            server = opened;
            notices.unavailable("");
            notices.said(
                    "Status page: http://" + new StatusSettings(opened.port(), settings.bind, settings.critical) + "/");
        } catch (IOException | SecurityException e) {
            String problem = "status: no page at " + settings + ": " + e.getMessage();
            notices.unavailable(problem);
            if (first) {
                notices.said(problem + "; tried again every " + againMillis / 1000 + " s");
            }
            retry(settings);
        } catch (LinkageError | ServiceConfigurationError e) {
            String problem = e instanceof NoClassDefFoundError
                    ? "status: this JVM has no HTTP server; start it with --add-modules jdk.httpserver"
                    : "status: the HTTP server of this JVM does not start: " + e;
            notices.unavailable(problem);
            notices.said(problem);
        }
    }

    private void retry(StatusSettings settings) {
        Runnable again = new Runnable() {
            @Override
            public void run() {
                open(settings, false);
            }
        };
        retrying = thread.schedule(guarded(again), againMillis, TimeUnit.MILLISECONDS);
    }
}
