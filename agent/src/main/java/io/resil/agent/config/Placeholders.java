package io.resil.agent.config;

/**
 * Fills in {@code ${NAME}} and {@code ${NAME:-default}}: the system property of that name, else the environment variable.
 *
 * <p>As in a shell, the default also stands for an empty value; it may be empty, and hold placeholders itself. Without a
 * default a name that is not set is an error, and an empty value is an empty value. A literal dollar with a brace is
 * written with two dollars; every other dollar is itself. What is filled in is not looked through again.
 */
final class Placeholders {

    private final Variables variables;

    Placeholders(Variables variables) {
        this.variables = variables;
    }

    /** @throws IllegalArgumentException its message is the rule that was broken; it may name a variable, never a value */
    String fill(String written) {
        return written.indexOf("${") < 0 ? written : new Pass(written).text(false);
    }

    /** One way through a text, from its beginning to its end. */
    private final class Pass {

        private final String written;
        private int position;

        Pass(String written) {
            this.written = written;
        }

        /** Up to the end, or to the brace that ends a default. */
        String text(boolean inDefault) {
            StringBuilder text = new StringBuilder();
            while (position < written.length()) {
                if (written.startsWith("$${", position)) {
                    text.append("${");
                    position += 3;
                } else if (written.startsWith("${", position)) {
                    position += 2;
                    text.append(placeholder());
                } else if (inDefault && written.charAt(position) == '}') {
                    return text.toString();
                } else {
                    text.append(written.charAt(position++));
                }
            }
            if (inDefault) {
                throw new IllegalArgumentException("must close each ${ by a }; a literal ${ is written $${");
            }
            return text.toString();
        }

        private String placeholder() {
            String name = name();
            String value = variables.get(name);
            if (written.startsWith(":-", position)) {
                position += 2;
                String orElse = text(true);
                value = value == null || value.isEmpty() ? orElse : value;
            }
            if (name.isEmpty() || !written.startsWith("}", position)) {
                throw new IllegalArgumentException(
                        "must write placeholders as ${NAME} or ${NAME:-default}; a literal ${ is written $${");
            }
            position++;
            if (value == null) {
                throw new IllegalArgumentException(
                        name + " is set neither as system property nor in the environment, and has no default");
            }
            return value;
        }

        private String name() {
            int start = position;
            while (position < written.length() && isPartOfName(written.charAt(position))) {
                position++;
            }
            return written.substring(start, position);
        }
    }

    private static boolean isPartOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }
}
