package com.example.chat;

import java.util.Map;

/** Where the other services are. */
public class ServiceUrls {

    private final String chroma;
    private final String filesystem;
    private final String billing;
    private final String git;

    public ServiceUrls(String chroma, String filesystem, String billing, String git) {
        this.chroma = chroma;
        this.filesystem = filesystem;
        this.billing = billing;
        this.git = git;
    }

    /** Reads CHROMA_SERVER_URL and so on. */
    public static ServiceUrls fromEnvironment(Map<String, String> env) {
        return new ServiceUrls(
                env.getOrDefault("CHROMA_SERVER_URL", "http://chroma:6003"),
                env.getOrDefault("FILESYSTEM_SERVER_URL", "http://filesystem:6002"),
                env.getOrDefault("BILLING_SERVER_URL", "http://billing:6004"),
                env.getOrDefault("GIT_SERVER_URL", "http://git:6005"));
    }

    public String getChroma() {
        return chroma;
    }

    public String getFilesystem() {
        return filesystem;
    }

    public String getBilling() {
        return billing;
    }

    public String getGit() {
        return git;
    }
}
