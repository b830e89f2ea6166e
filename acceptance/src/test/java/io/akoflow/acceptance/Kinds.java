package io.akoflow.acceptance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What kinds of types a rule wants. */
final class Kinds {

    /** Records, enums and interfaces. */
    static final ArchCondition<JavaClass> BE_DATA = new ArchCondition<>("be a record, an enum or an interface") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var isData = type.isRecord() || type.isEnum() || type.isInterface();
            var message = "%s is a class".formatted(type.getName());
            events.add(new SimpleConditionEvent(type, isData || type.isAnonymousClass(), message));
        }
    };

    private Kinds() {}
}
