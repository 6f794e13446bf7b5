package io.nodev.templates;

import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Set;

/** Lets templates see what records say of themselves without being asked for anything, and nothing else of any object. */
final class RecordsOnly implements MemberAccessPolicy {
    private static final Set<String> NOT_SAID = Set.of("hashCode", "toString");

    @Override
    public ClassMemberAccessPolicy forClass(Class<?> type) {
        return new ClassMemberAccessPolicy() {
            @Override
            public boolean isMethodExposed(Method method) {
                return type.isRecord()
                        && method.getParameterCount() == 0
                        && method.getDeclaringClass() == type
                        && !NOT_SAID.contains(method.getName());
            }

            @Override
            public boolean isConstructorExposed(Constructor<?> constructor) {
                return false;
            }

            @Override
            public boolean isFieldExposed(Field field) {
                return false;
            }
        };
    }

    @Override
    public boolean isToStringAlwaysExposed() {
        return false;
    }
}
