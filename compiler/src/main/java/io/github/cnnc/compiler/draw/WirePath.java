package io.github.cnnc.compiler.draw;

import java.util.ArrayList;
import java.util.List;

/** The path of a wire: straight pieces, and corners rounded as far as the pieces beside them allow. */
final class WirePath {

    private WirePath() {}

    /**
     * The data of an SVG path.
     *
     * @param head the length of an arrowhead, which the line must not show through
     */
    static String of(Shape.Wire wire, double head) {
        List<Point> corners = distinct(wire.corners());
        int last = corners.size() - 1;
        if (last < 1) {
            return move(corners.get(0));
        }
        if (wire.arrow()) {
            Point end = corners.get(last);
            double length = length(corners.get(last - 1), end);
            corners.set(last, towards(end, corners.get(last - 1), Math.min(head * 0.8, length)));
        }
        StringBuilder path = new StringBuilder(move(corners.get(0)));
        for (int i = 1; i < last; i++) {
            Point corner = corners.get(i);
            Point before = corners.get(i - 1);
            Point after = corners.get(i + 1);
            // A piece between two corners gives each its half.
            double room = Math.min(
                    length(before, corner) / (i == 1 ? 1 : 2), length(corner, after) / (i == last - 1 ? 1 : 2));
            double radius = Math.min(wire.radius(), room);
            path.append(line(towards(corner, before, radius)));
            Point end = towards(corner, after, radius);
            path.append("Q" + pair(corner) + " " + pair(end));
        }
        return path.append(line(corners.get(last))).toString();
    }

    private static List<Point> distinct(List<Point> corners) {
        List<Point> distinct = new ArrayList<>();
        for (Point point : corners) {
            if (distinct.isEmpty() || length(distinct.get(distinct.size() - 1), point) > 0.05) {
                distinct.add(point);
            }
        }
        return distinct;
    }

    /** Pieces are horizontal or vertical. */
    private static double length(Point a, Point b) {
        return Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    }

    private static Point towards(Point from, Point to, double distance) {
        return new Point(
                from.x() + Math.signum(to.x() - from.x()) * distance,
                from.y() + Math.signum(to.y() - from.y()) * distance);
    }

    private static String move(Point point) {
        return "M" + pair(point);
    }

    private static String line(Point point) {
        return "L" + pair(point);
    }

    private static String pair(Point point) {
        return Xml.number(point.x()) + " " + Xml.number(point.y());
    }
}
