package io.resil.it.app;

/** Something the application does that takes more than one command: its code is in one place, beside its name. */
public interface Story {

    /** @return what is to be known of it */
    Line tell(Line command) throws Exception;

    static Story named(String name) throws ReflectiveOperationException {
        return Class.forName(name)
                .asSubclass(Story.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
