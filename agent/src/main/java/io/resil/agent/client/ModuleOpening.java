package io.resil.agent.client;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;

/** Opens packages of JDK modules to adapters, which spares the user {@code --add-opens}. Java 9+; before, all is open. */
final class ModuleOpening {

    private ModuleOpening() {}

    /** Opens the package of a woven class to the classes of a loader. By reflection, as modules are newer than Java 8. */
    static void open(Instrumentation instrumentation, Class<?> woven, ClassLoader adapters)
            throws ReflectiveOperationException {
        Class<?> moduleType = Class.forName("java.lang.Module");
        Object module = Class.class.getMethod("getModule").invoke(woven);
        Object unnamed = ClassLoader.class.getMethod("getUnnamedModule").invoke(adapters);
        if (!(Boolean) moduleType.getMethod("isNamed").invoke(module)) {
            return;
        }
        String name = woven.getName();
        String packageName = name.substring(0, name.lastIndexOf('.'));
        Method redefine = Instrumentation.class.getMethod(
                "redefineModule",
                moduleType,
                java.util.Set.class,
                java.util.Map.class,
                java.util.Map.class,
                java.util.Set.class,
                java.util.Map.class);
        redefine.invoke(
                instrumentation,
                module,
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonMap(packageName, Collections.singleton(unnamed)),
                Collections.emptySet(),
                Collections.emptyMap());
    }
}
