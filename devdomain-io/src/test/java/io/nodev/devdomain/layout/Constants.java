package io.nodev.devdomain.layout;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;

/** The public numbers of a layout by name, so that a test names every one of them. */
final class Constants {
    private Constants() {}

    static Map<String, Integer> of(Class<?> layout) throws IllegalAccessException {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Field field : layout.getFields()) {
            if (field.getType() == int.class && Modifier.isStatic(field.getModifiers())) {
                numbers.put(field.getName(), field.getInt(null));
            }
        }
        return numbers;
    }
}
