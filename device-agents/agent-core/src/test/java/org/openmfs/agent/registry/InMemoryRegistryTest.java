package org.openmfs.agent.registry;

final class InMemoryRegistryTest extends RegistryContract {
    @Override
    Registry open() {
        return new InMemoryRegistry();
    }
}
