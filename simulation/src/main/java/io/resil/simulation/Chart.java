package io.resil.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws curves over time as an SVG that is read on light and on dark backgrounds. */
final class Chart {

    static final double WIDTH = 900;
    static final double HEIGHT = 470;
    static final double LEFT = 70;
    static final double RIGHT = 820;
    static final double TOP = 104;
    static final double BOTTOM = 410;

    private static final String STYLE =
            """
            text { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328; }
            .back { fill: #ffffff; } .title { font-size: 17px; font-weight: 600; } .quiet { fill: #59636e; }
            .grid { stroke: #d9dee4; } .axis { stroke: #59636e; } .mark { stroke: #59636e; stroke-dasharray: 5 4; }
            .trigger { fill: #f5a623; fill-opacity: .22; } .curve { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
            .naive { stroke: #cf222e; } text.naive { fill: #cf222e; } .plain { stroke: #6e7781; } text.plain { fill: #59636e; }
            .agent { stroke: #0969da; } text.agent { fill: #0969da; } .soon { stroke: #1a7f37; } text.soon { fill: #1a7f37; }
            text.naive, text.plain, text.agent, text.soon { stroke: none; font-weight: 600; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; } .back { fill: #0d1117; } .quiet { fill: #9198a1; } .grid { stroke: #2a313a; }
              .axis, .mark { stroke: #9198a1; }
              .naive { stroke: #ff7b72; } text.naive { fill: #ff7b72; } .plain { stroke: #9198a1; } text.plain { fill: #9198a1; }
              .agent { stroke: #58a6ff; } text.agent { fill: #58a6ff; } .soon { stroke: #3fb950; } text.soon { fill: #3fb950; }
            }
            """;

    private final StringBuilder svg = new StringBuilder();
    private final Axis x;
    private final Axis y;
    private final List<Curve> curves = new ArrayList<>();

    Chart(String title, String subtitle, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        begin(title, subtitle);
        frame();
    }

    private void begin(String title, String subtitle) {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' role='img' aria-labelledby='t d'>",
                WIDTH, HEIGHT);
        add("<title id='t'>%s</title>\n<desc id='d'>%s</desc>", title, subtitle);
        add("<style>\n%s</style>", STYLE);
        add("<rect class='back' width='%.0f' height='%.0f'/>", WIDTH, HEIGHT);
        text(LEFT, 30, "title", "start", title);
        text(LEFT, 52, "quiet", "start", subtitle);
    }

    private void frame() {
        for (double value = y.min(); value <= y.max(); value += y.step()) {
            line(LEFT, y.pixel(value), RIGHT, y.pixel(value), value == y.min() ? "axis" : "grid");
            text(LEFT - 8, y.pixel(value) + 4, "quiet", "end", number(value));
        }
        for (double value = x.min(); value <= x.max(); value += x.step()) {
            line(x.pixel(value), BOTTOM, x.pixel(value), BOTTOM + 5, "axis");
            text(x.pixel(value), BOTTOM + 21, "quiet", "middle", number(value));
        }
        text((LEFT + RIGHT) / 2, BOTTOM + 44, "quiet", "middle", x.title());
        upright(20, y.title());
    }

    private void upright(double at, String words) {
        double middle = (TOP + BOTTOM) / 2;
        add(
                "<text class='quiet' text-anchor='middle' transform='translate(%.1f %.1f) rotate(-90)'>%s</text>",
                at, middle, words);
    }

    /** Marks on the right, for the same curves in another unit. */
    Chart alsoIn(Axis unit) {
        for (double value = unit.min(); value <= unit.max(); value += unit.step()) {
            line(RIGHT, unit.pixel(value), RIGHT + 5, unit.pixel(value), "axis");
            text(RIGHT + 9, unit.pixel(value) + 4, "quiet", "start", number(value));
        }
        upright(WIDTH - 22, unit.title());
        return this;
    }

    /** Shades the time of the trigger. */
    Chart trigger(double from, double to, String words) {
        add(
                "<rect class='trigger' x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>",
                x.pixel(from), TOP, x.pixel(to) - x.pixel(from), BOTTOM - TOP);
        text(x.pixel(from) - 6, TOP + 14, "quiet", "end", words);
        return this;
    }

    /** A value to compare with. */
    Chart level(double value, String words) {
        line(LEFT, y.pixel(value), RIGHT, y.pixel(value), "mark");
        text(RIGHT - 6, y.pixel(value) - 6, "quiet", "end", words);
        return this;
    }

    Chart curve(Curve curve) {
        curves.add(curve);
        StringBuilder points = new StringBuilder();
        for (Curve.Point point : curve.points()) {
            points.append(format("%.1f,%.1f ", x.pixel(point.x()), y.pixel(point.y())));
        }
        add(
                "<polyline class='curve %s' points='%s'/>",
                curve.style(), points.toString().trim());
        return this;
    }

    /** The whole drawing, with the names of the curves above and beside them. */
    String draw() {
        double at = LEFT;
        for (Curve curve : curves) {
            line(at, 76, at + 24, 76, "curve " + curve.style());
            text(at + 30, 80, null, "start", curve.name());
            at += 52 + 7 * curve.name().length();
            text(x.pixel(curve.labelAt().x()), y.pixel(curve.labelAt().y()), curve.style(), "start", curve.label());
        }
        return svg + "</svg>\n";
    }

    private void line(double x1, double y1, double x2, double y2, String style) {
        add("<line class='%s' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>", style, x1, y1, x2, y2);
    }

    private void text(double atX, double atY, @Nullable String style, String anchor, String words) {
        String styled = style == null ? "" : " class='" + style + "'";
        add("<text%s x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", styled, atX, atY, anchor, words);
    }

    private void add(String element, Object... values) {
        svg.append(format(element, values)).append('\n');
    }

    private static String number(double value) {
        return format("%.0f", value);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
