package org.openmfs.agent.methods.qkd014;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** PKCS #12 stores that are none of those that a credential is, each under its name. */
final class OddStores {
    private final KmeTestFiles.Party party;
    private final char[] password;

    OddStores(KmeTestFiles.Party party, char[] password) {
        this.party = party;
        this.password = password.clone();
    }

    Map<String, byte[]> all() {
        try {
            byte[] good = store(this::addParty, password);
            Map<String, byte[]> odd = new LinkedHashMap<>();
            odd.put("empty file", new byte[0]);
            odd.put("cut off", Arrays.copyOf(good, good.length / 2));
            odd.put("no store at all", new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            odd.put("text", "password\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            odd.put("another password", store(this::addParty, "another".toCharArray()));
            odd.put("no entries", store(store -> {}, password));
            odd.put(
                    "certificates alone",
                    store(store -> store.setCertificateEntry("c", party.certificate()), password));
            odd.put("a secret key alone", store(this::addSecret, password));
            odd.put("a secret key beside", store(this::addParty, this::addSecret));
            odd.put("two keys", store(this::addParty, store -> setKey(store, "other")));
            odd.put("a key without certificates", keyAlone());
            return odd;
        } catch (GeneralSecurityException | IOException | OperatorCreationException | PKCSException e) {
            throw new AssertionError(e);
        }
    }

    private interface Content {
        void addTo(KeyStore store) throws GeneralSecurityException;
    }

    private void addParty(KeyStore store) throws GeneralSecurityException {
        setKey(store, "party");
    }

    private void setKey(KeyStore store, String alias) throws GeneralSecurityException {
        store.setKeyEntry(alias, party.keys().getPrivate(), password, new Certificate[] {party.certificate()});
    }

    private void addSecret(KeyStore store) throws GeneralSecurityException {
        SecretKey secret = new SecretKeySpec(new byte[32], "AES");
        store.setEntry("secret", new KeyStore.SecretKeyEntry(secret), new KeyStore.PasswordProtection(password));
    }

    private byte[] store(Content one, Content other) throws GeneralSecurityException, IOException {
        return store(
                store -> {
                    one.addTo(store);
                    other.addTo(store);
                },
                password);
    }

    private static byte[] store(Content content, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        content.addTo(store);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        store.store(written, password);
        return written.toByteArray();
    }

    private byte[] keyAlone() throws OperatorCreationException, PKCSException, IOException {
        PKCS12SafeBagBuilder key = new PKCS12SafeBagBuilder(
                PrivateKeyInfo.getInstance(party.keys().getPrivate().getEncoded()),
                new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                        .build(password));
        return new PKCS12PfxPduBuilder()
                .addData(key.build())
                .build(
                        new JcePKCS12MacCalculatorBuilder()
                                .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider()),
                        password)
                .getEncoded();
    }
}
