package io.resil.it.app;

/** Uses the libraries of the application's own class path that the agent has, in other versions, for itself. */
public final class OwnLibraries implements Story {

    @Override
    public Line tell(Line command) throws Exception {
        return new Line()
                .with("made", classMadeByByteBuddy().getSuperclass().getName())
                .with("counted", countedByHistogram())
                .with("read", Jvm.yaml(new Line().with("text", "a: [1, 2]")).require("value"));
    }

    private static Class<?> classMadeByByteBuddy() throws ReflectiveOperationException {
        Class<?> entry = Class.forName("net.bytebuddy.ByteBuddy");
        Object builder = entry.getMethod("subclass", Class.class)
                .invoke(entry.getConstructor().newInstance(), Object.class);
        Class<?> builderType = Class.forName("net.bytebuddy.dynamic.DynamicType$Builder");
        Object unloaded = builderType.getMethod("make").invoke(builder);
        Class<?> unloadedType = Class.forName("net.bytebuddy.dynamic.DynamicType$Unloaded");
        Object loaded =
                unloadedType.getMethod("load", ClassLoader.class).invoke(unloaded, OwnLibraries.class.getClassLoader());
        Class<?> loadedType = Class.forName("net.bytebuddy.dynamic.DynamicType$Loaded");
        return (Class<?>) loadedType.getMethod("getLoaded").invoke(loaded);
    }

    private static Object countedByHistogram() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.HdrHistogram.Histogram");
        Object histogram = type.getConstructor(int.class).newInstance(3);
        type.getMethod("recordValue", long.class).invoke(histogram, 7L);
        return type.getMethod("getTotalCount").invoke(histogram);
    }
}
