package io.resil.benchmarks.start;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A backend of the usual kind: it serves, and when it is ready it calls the URL it is given, if it is given one. */
@SpringBootApplication
@RestController
public class SpringBoot {

    public static void main(String[] args) throws Exception {
        long begun = System.nanoTime();
        try (ConfigurableApplicationContext application = SpringApplication.run(SpringBoot.class, args)) {
            long ready = System.nanoTime();
            if (args.length > 0) {
                call(application.getBean(RestClient.Builder.class), args[0]);
            }
            Report.print(begun, ready, System.nanoTime());
        }
    }

    /** By the classic client of Apache HttpClient 5. */
    private static void call(RestClient.Builder clients, String url) {
        RestClient client = clients.requestFactory(new HttpComponentsClientHttpRequestFactory())
                .build();
        String answer = client.get().uri(url).retrieve().body(String.class);
        if (!"pong".equals(answer)) {
            throw new IllegalStateException(answer);
        }
    }

    @GetMapping("/greeting")
    public String greeting() {
        return "Hello World";
    }
}
