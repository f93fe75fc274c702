package io.resil.agent.client;

import io.resil.agent.call.Environment;
import io.resil.agent.weave.Point;
import io.resil.agent.weave.WovenClass;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.AgentClassLoader;
import io.resil.bootstrap.Linker;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the advice of a woven class at its first call, in the loader where the advice can see the class. */
public final class ClientLinker implements Linker {

    private final Instrumentation instrumentation;
    private final Environment environment;
    private final ClientLoaders loaders = new ClientLoaders();
    private final @Nullable ModuleOpening modules = ModuleOpening.ofThisJava();

    public ClientLinker(Instrumentation instrumentation, Environment environment) {
        this.instrumentation = instrumentation;
        this.environment = environment;
    }

    @Override
    public Advice[] link(Class<?> woven) {
        WovenClass plan = planOf(woven);
        if (plan == null) {
            throw new IllegalStateException("not in the plan: " + woven);
        }
        try {
            return create(plan.points(), woven);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no advice for " + woven, e);
        }
    }

    private static @Nullable WovenClass planOf(Class<?> woven) {
        List<WovenClass> plans = Clients.all();
        plans.addAll(Clients.ofStatusPage());
        for (WovenClass plan : plans) {
            if (plan.name().equals(woven.getName())) {
                return plan;
            }
        }
        return null;
    }

    private Advice[] create(List<Point> points, Class<?> woven) throws ReflectiveOperationException {
        Advice[] advice = new Advice[points.size()];
        for (int i = 0; i < advice.length; i++) {
            String name = points.get(i).advice();
            advice[i] = Class.forName(name, true, loaderFor(name, woven))
                    .asSubclass(Advice.class)
                    .getConstructor(Class.class, Environment.class)
                    .newInstance(woven, environment);
        }
        return advice;
    }

    private ClassLoader loaderFor(String advice, Class<?> woven) throws ReflectiveOperationException {
        if (!AgentClassLoader.isOfClient(advice)) {
            return ClientLinker.class.getClassLoader();
        }
        ClassLoader adapters = loaders.beside(woven.getClassLoader());
        if (modules != null) {
            modules.open(instrumentation, woven, adapters);
        }
        return adapters;
    }

    @Override
    public void fault(Class<?> woven, int point, Throwable fault) {
        environment.fault(woven.getName() + (point < 0 ? "" : ", point " + point), fault);
    }
}
