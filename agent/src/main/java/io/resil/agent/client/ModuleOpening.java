package io.resil.agent.client;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Opens packages of JDK modules to adapters, which spares the user {@code --add-opens}. Before Java 9 all is open. */
abstract class ModuleOpening {

    /** Compiled for Java 11: from Java 18 on reflection makes a class for each kind of call it has not met. */
    private static final String OF_JAVA_11 = "io.resil.agent.client.DirectModuleOpening";

    /** Opens the package of a woven class to the classes of a loader. */
    abstract void open(Instrumentation instrumentation, Class<?> woven, ClassLoader adapters);

    /** Null where there are no modules. */
    static @Nullable ModuleOpening ofThisJava() {
        if (!hasModules()) {
            return null;
        }
        try {
            return Class.forName(OF_JAVA_11)
                    .asSubclass(ModuleOpening.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot open modules", e);
        }
    }

    /** By the class, as to look for its file would start {@code java.nio.file} in premain. */
    private static boolean hasModules() {
        try {
            Class.forName("java.lang.Module");
            return true;
        } catch (ClassNotFoundException java8) {
            return false;
        }
    }
}
