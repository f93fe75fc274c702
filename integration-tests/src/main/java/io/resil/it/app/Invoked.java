package io.resil.it.app;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** What an operation of a bean returns, line by line. */
public final class Invoked implements Story {

    @Override
    public Line tell(Line command) throws Exception {
        Object value = ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName(command.require("bean")), command.require("operation"), null, null);
        Line answer = new Line();
        int n = 0;
        for (String line : value.toString().split("\n", -1)) {
            answer.with("line." + n++, line);
        }
        return answer;
    }
}
