package io.resil.agent.client;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Where there are modules. */
final class DirectModuleOpening extends ModuleOpening {

    @Override
    void open(Instrumentation instrumentation, Class<?> woven, ClassLoader adapters) {
        Module module = woven.getModule();
        if (module.isNamed()) {
            instrumentation.redefineModule(
                    module,
                    Set.of(),
                    Map.of(),
                    Map.of(woven.getPackageName(), Set.of(adapters.getUnnamedModule())),
                    Set.of(),
                    Map.of());
        }
    }
}
