package io.resil.agent.weave;

import io.resil.bootstrap.Seam;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of a plan as they are loaded, and those that were loaded before. Sees every class of the JVM, so it
 * looks a name up in a small map and touches nothing else on a miss.
 */
public final class Weaving implements ClassFileTransformer {

    /** By internal name, as the JVM hands it over. */
    private final Map<String, WovenClass> plan = new HashMap<>();

    private final Instrumented instrumented;

    public Weaving(List<WovenClass> classes, Instrumented instrumented) {
        this.instrumented = instrumented;
        for (WovenClass woven : classes) {
            plan.put(woven.name().replace('.', '/'), woven);
        }
    }

    /**
     * Starts to weave.
     *
     * @param candidates classes that may have been loaded before; those of the plan are woven again
     */
    public void install(Instrumentation instrumentation, List<Class<?>> candidates) {
        instrumentation.addTransformer(this, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> candidate : candidates) {
            if (plan.containsKey(candidate.getName().replace('.', '/'))) {
                loaded.add(candidate);
            }
        }
        for (Class<?> late : loaded) {
            retransform(instrumentation, late);
        }
    }

    private void retransform(Instrumentation instrumentation, Class<?> late) {
        try {
            instrumentation.retransformClasses(late);
        } catch (UnmodifiableClassException | LinkageError e) {
            WovenClass woven = plan.get(late.getName().replace('.', '/'));
            if (woven != null) {
                instrumented.notWoven(woven, late.getClassLoader(), "it was loaded before and cannot change: " + e);
            }
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        WovenClass woven = name == null ? null : plan.get(name);
        return woven == null ? null : weave(woven, loader, bytes);
    }

    private byte @Nullable [] weave(WovenClass woven, @Nullable ClassLoader loader, byte[] bytes) {
        try {
            if (!seesSeam(loader)) {
                instrumented.notWoven(woven, loader, "its class loader hides io.resil.bootstrap");
                return null;
            }
            byte[] result = Weaver.weave(woven, bytes);
            instrumented.woven(woven, loader);
            return result;
        } catch (MissingPointException e) {
            instrumented.notWoven(woven, loader, "this version is not known: " + e.getMessage());
        } catch (Throwable fault) { // the class is loaded as it was, whatever is wrong with us
            instrumented.notWoven(woven, loader, fault.toString());
        }
        return null;
    }

    /** Module systems may hide it; woven code would then fail to link in the middle of a call. */
    private static boolean seesSeam(@Nullable ClassLoader loader) {
        try {
            return loader == null || Class.forName(Seam.class.getName(), false, loader) == Seam.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
