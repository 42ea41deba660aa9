package io.github.cnnc.compiler.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.reference.RandomNetworkText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    static List<String> names() {
        return Pictures.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingOverlaps(String name) {
        List<Thing> things = things(Layout.of(Pictures.named(name), false));
        for (int i = 0; i < things.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(things.get(i).place().overlaps(things.get(j).place()))
                        .as("%s and %s", things.get(i), things.get(j))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingIsOnThePage(String name) {
        Layout layout = Layout.of(Pictures.named(name), false);
        assertThat(things(layout)).allSatisfy(thing -> {
            assertThat(thing.place().left()).isNotNegative();
            assertThat(thing.place().top()).isNotNegative();
            assertThat(thing.place().right()).isLessThanOrEqualTo(layout.width());
            assertThat(thing.place().bottom()).isLessThanOrEqualTo(layout.height());
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void noLineCrossesText(String name) {
        Layout layout = Layout.of(Pictures.named(name), false);
        for (Shape shape : layout.shapes()) {
            if (shape instanceof Shape.Wire wire) {
                for (int i = 1; i < wire.corners().size(); i++) {
                    Rect piece =
                            between(wire.corners().get(i - 1), wire.corners().get(i));
                    assertThat(things(layout))
                            .filteredOn(t -> t.shape() instanceof Shape.Words)
                            .noneMatch(t -> t.place().overlaps(piece));
                }
            }
        }
    }

    /** A line leaves from the middle of one volume's face and ends at another: it may touch those two. */
    @ParameterizedTest
    @MethodSource("names")
    void linesCrossNoVolumeButTheOneTheyComeFrom(String name) {
        Layout layout = Layout.of(Pictures.named(name), false);
        for (Shape shape : layout.shapes()) {
            if (shape instanceof Shape.Wire wire) {
                Point first = wire.corners().get(0);
                Rect from = new Rect(first.x() - 1, first.y() - 1, first.x() + 1, first.y() + 1);
                Point last = wire.corners().get(wire.corners().size() - 1);
                Rect to = new Rect(last.x() - 1, last.y() - 1, last.x() + 1, last.y() + 1);
                for (int i = 1; i < wire.corners().size(); i++) {
                    Rect piece =
                            between(wire.corners().get(i - 1), wire.corners().get(i));
                    assertThat(things(layout))
                            .filteredOn(t -> t.shape() instanceof Shape.Slab)
                            .filteredOn(
                                    t -> !t.place().overlaps(from) && !t.place().overlaps(to))
                            .noneMatch(t -> t.place().overlaps(piece));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nothingOverlapsInRandomNetworks(long seed) {
        for (int i = 0; i < 20; i++) {
            String text = RandomNetworkText.of(seed * 1000 + i, 1_000_000);
            List<Thing> things = things(Layout.of(Pictures.of(text), false));
            for (int j = 0; j < things.size(); j++) {
                for (int k = 0; k < j; k++) {
                    assertThat(things.get(j).place().overlaps(things.get(k).place()))
                            .as("seed %s: %s and %s in %s", seed * 1000 + i, things.get(j), things.get(k), text)
                            .isFalse();
                }
            }
        }
    }

    /** Each level's skip is a straight line to its joint, and encoder and decoder of a level are beside each other. */
    @Test
    void aUNetIsAU() {
        Layout layout = Layout.of(Pictures.ofSample("zoo/unet.cnn"), false);
        List<Shape.Circle> joints = shapes(layout, Shape.Circle.class).stream()
                .filter(c -> c.about().contains("x"))
                .toList();
        List<Shape.Dot> dots = shapes(layout, Shape.Dot.class);

        assertThat(joints).hasSize(4);
        List<Double> levels = joints.stream().map(c -> c.centre().y()).sorted().toList();
        assertThat(levels).doesNotHaveDuplicates();
        assertThat(joints.stream()
                        .sorted(Comparator.comparingDouble(c -> -c.centre().x()))
                        .map(c -> c.centre().y()))
                .isEqualTo(levels);
        for (Shape.Circle joint : joints) {
            Shape.Dot dot = dots.stream()
                    .filter(d -> d.centre().y() == joint.centre().y())
                    .findFirst()
                    .orElseThrow();
            assertThat(shapes(layout, Shape.Wire.class)).anySatisfy(wire -> {
                assertThat(wire.corners()).hasSize(2).startsWith(dot.centre());
                assertThat(wire.corners().get(1))
                        .isEqualTo(new Point(
                                joint.centre().x() - joint.radius(),
                                joint.centre().y()));
            });
        }
    }

    @Test
    void whatSkipsAnHourglassMayHaveLayersAndTheOtherOrder() {
        for (String fork : List.of("{ CONV(4, 1x1) + POOL - UPSAMPLE(2) }", "{ POOL - UPSAMPLE(2) + CONV(4, 1x1) }")) {
            Layout layout = Layout.of(Pictures.of("input 8x8x4 layers " + fork), false);
            List<Shape.Slab> slabs = shapes(layout, Shape.Slab.class);
            Shape.Slab over = one(slabs, "CONV");
            assertThat(one(slabs, "POOL").top()).isGreaterThan(over.top() + over.height());
            assertThat(one(slabs, "UPSAMPLE").top()).isGreaterThan(over.top() + over.height());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingOverlapsWithNames(String name) {
        List<Thing> things = things(Layout.of(Pictures.named(name), true));
        for (int i = 0; i < things.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(things.get(i).place().overlaps(things.get(j).place()))
                        .as("%s and %s", things.get(i), things.get(j))
                        .isFalse();
            }
        }
    }

    private static Shape.Slab one(List<Shape.Slab> slabs, String layer) {
        return slabs.stream()
                .filter(s -> s.about().startsWith(layer))
                .findFirst()
                .orElseThrow();
    }

    private static <S extends Shape> List<S> shapes(Layout layout, Class<S> type) {
        return layout.shapes().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void largerVolumesAreDrawnLarger() {
        Scale scale = Scale.of(Pictures.ofSample("vgg16.cnn"));
        List<Part> parts = new ArrayList<>(Pictures.ofSample("vgg16.cnn").parts());
        assertThat(parts).hasSizeGreaterThan(10);
        double height = Double.MAX_VALUE;
        for (Part part : parts) {
            assertThat(scale.height(part.volume())).isLessThanOrEqualTo(height).isGreaterThan(8);
            height = scale.height(part.volume());
            assertThat(scale.thickness(part.volume())).isBetween(4.0, 70.0);
        }
    }

    @Test
    void hugeVolumesFitThePage() {
        Layout layout = Layout.of(
                Pictures.of("input 30000x2x3 layers CONV(1, 1x1) - POOL(1x2, stride=1) - FLATTEN - FC(1)"), false);

        assertThat(layout.width()).isBetween(100.0, 1200.0);
        assertThat(layout.height()).isBetween(100.0, 800.0);
    }

    @Test
    void vgg16AndResNet18HaveTheShapeOfASlide() {
        for (String name : List.of("vgg16.cnn", "zoo/resnet18.cnn")) {
            Layout layout = Layout.of(Pictures.ofSample(name), false);
            assertThat(layout.width() / layout.height()).isBetween(1.2, 2.4);
        }
    }

    private record Thing(Shape shape, Rect place) {}

    private static List<Thing> things(Layout layout) {
        List<Thing> things = new ArrayList<>();
        for (Shape shape : layout.shapes()) {
            if (shape instanceof Shape.Slab slab) {
                things.add(new Thing(shape, slab.bounds()));
            } else if (shape instanceof Shape.Circle circle) {
                things.add(new Thing(shape, circle.bounds()));
            } else if (shape instanceof Shape.Words words) {
                things.add(new Thing(shape, words.bounds()));
            }
        }
        return things;
    }

    private static Rect between(Point a, Point b) {
        return new Rect(
                Math.min(a.x(), b.x()) - 0.5,
                Math.min(a.y(), b.y()) - 0.5,
                Math.max(a.x(), b.x()) + 0.5,
                Math.max(a.y(), b.y()) + 0.5);
    }
}
