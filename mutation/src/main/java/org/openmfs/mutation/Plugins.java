package org.openmfs.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pitest.mutationtest.config.Services;
import org.pitest.mutationtest.config.ServicesFromClassLoader;

/** PIT's own plug-ins and these objects of ours. */
final class Plugins implements Services {
    private final Services found = new ServicesFromClassLoader(Plugins.class.getClassLoader());
    private final List<Object> ours;

    Plugins(Object... ours) {
        this.ours = List.of(ours);
    }

    @Override
    public <S> Collection<S> load(Class<S> type) {
        List<S> all = new ArrayList<>(found.load(type));
        ours.stream().filter(type::isInstance).map(type::cast).forEach(all::add);
        return all;
    }
}
