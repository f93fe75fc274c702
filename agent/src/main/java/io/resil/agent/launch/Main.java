package io.resil.agent.launch;

import io.resil.bootstrap.AgentClassLoader;
import java.io.File;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;

/** {@code java -jar resil-agent.jar}: hands over to the command line, which lies in the isolated part of the jar. */
public final class Main {

    private Main() {}

    public static void main(String[] words) throws Exception {
        ProtectionDomain domain = Main.class.getProtectionDomain();
        File jar = new File(domain.getCodeSource().getLocation().toURI()).getAbsoluteFile();
        // the application loader is where Java 9 and newer have the attach mechanism
        AgentClassLoader isolated = new AgentClassLoader(new JarFile(jar, false), domain, Main.class.getClassLoader());
        Object exitCode = Class.forName("io.resil.agent.cli.CommandLine", true, isolated)
                .getMethod("run", String[].class, String.class, String.class)
                .invoke(null, words, jar.getPath(), isolated.version());
        System.exit((Integer) exitCode);
    }
}
