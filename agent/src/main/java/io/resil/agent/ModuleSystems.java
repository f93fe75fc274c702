package io.resil.agent;

/** Module systems older than the JDK's load what they do not know from nowhere, unless told what is on the boot path. */
final class ModuleSystems {

    private ModuleSystems() {}

    /** Makes woven code in JBoss Modules and OSGi see the seam. They read these properties when they start. */
    static void showSeam() {
        append("jboss.modules.system.pkgs", "io.resil.api,io.resil.bootstrap");
        append("org.osgi.framework.bootdelegation", "io.resil.api,io.resil.bootstrap");
    }

    private static void append(String property, String packages) {
        String before = System.getProperty(property);
        System.setProperty(property, before == null || before.isEmpty() ? packages : before + "," + packages);
    }
}
