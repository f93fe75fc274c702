package io.resil.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs everything, and writes the plots and the tables into a folder. */
public final class Main {

    private Main() {}

    /** @param args the folder that has {@code simulation.md} */
    public static void main(String[] args) throws IOException {
        Path docs = Path.of(args[0]);
        Plots plots = new Plots();
        Files.writeString(docs.resolve("simulation-goodput.svg"), plots.goodput());
        Files.writeString(docs.resolve("simulation-load.svg"), plots.load());
        Report report = new Report();
        Page page = new Page(docs.resolve("simulation.md"));
        page.fill("clients", report.ofClients());
        page.fill("triggers", report.ofTriggers());
        page.fill("worlds", report.ofWorlds());
        page.fill("shedding", report.ofShedding());
        page.fill("day", report.ofDay());
        page.write();
    }
}
