package io.github.cnnc.compiler.load;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many bytes of bytecode each method of a class file has (JVMS 4). */
public final class MethodSizes {

    private MethodSizes() {}

    /** The sizes by name and descriptor, {@code run([F[F[F)V}, in the order of the file; 0 for an abstract method. */
    public static Map<String, Integer> of(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipBytes(8); // magic and version
            String[] names = constants(in);
            in.skipBytes(6); // access, this class, super class
            in.skipBytes(2 * in.readUnsignedShort()); // interfaces
            members(in, names); // fields
            return members(in, names);
        } catch (IOException e) {
            throw new UncheckedIOException("not a class file", e);
        }
    }

    /** The constant pool's CONSTANT_Utf8 entries (JVMS 4.4). */
    private static String[] constants(DataInputStream in) throws IOException {
        String[] utf8 = new String[in.readUnsignedShort()];
        for (int i = 1; i < utf8.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> utf8[i] = in.readUTF();
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++; // a long or double takes two entries
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                default -> throw new IOException("unknown constant pool tag " + tag);
            }
        }
        return utf8;
    }

    /** Fields or methods (JVMS 4.5, 4.6) with the length of their Code attribute's code (JVMS 4.7.3). */
    private static Map<String, Integer> members(DataInputStream in, String[] names) throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipBytes(2);
            String name = names[in.readUnsignedShort()] + names[in.readUnsignedShort()];
            int size = 0;
            int attributes = in.readUnsignedShort();
            for (int a = 0; a < attributes; a++) {
                boolean code = names[in.readUnsignedShort()].equals("Code");
                int length = in.readInt();
                if (code) {
                    in.skipBytes(4); // max stack, max locals
                    size = in.readInt();
                    in.skipBytes(length - 8);
                } else {
                    in.skipBytes(length);
                }
            }
            sizes.put(name, size);
        }
        return sizes;
    }
}
