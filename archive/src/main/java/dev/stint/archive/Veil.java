package dev.stint.archive;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides what a study's names and labels say, and still tells whether two are the same: words outside the {@link Vocabulary} become
 * {@code #} and twelve digits of an HMAC-SHA-256 under a random key of the archive. Numbers stay.
 */
final class Veil {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int DIGITS = 12;

    /** What a text is; the same text hides differently as each. */
    enum Kind {
        NAME,
        LABEL,
        TAG,
        STUDY
    }

    private final SecretKeySpec key;
    private final Map<String, String> hashes = new HashMap<>();

    Veil(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** The text as it may be kept. */
    String of(Kind kind, String text) {
        return Vocabulary.knows(text) ? text : "#" + hash(kind, text);
    }

    /** Whether what is kept, hidden or not, stands for this text. */
    boolean same(Kind kind, String kept, String text) {
        return kept.equals(text) || kept.equals(of(kind, text));
    }

    String hash(Kind kind, String text) {
        return hashes.computeIfAbsent(kind.name() + " " + text, this::hash);
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** A study with everything hidden that is not common property; its own name stays. */
    ArchivedStudy over(ArchivedStudy study) {
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        study.tags().forEach((name, value) -> tags.put(of(Kind.TAG, name), of(Kind.TAG, value)));
        return new ArchivedStudy(
                study.identity(),
                study.name(),
                study.origin(),
                study.finishedAt(),
                tags,
                of(Kind.NAME, study.metric()),
                study.goal(),
                of(Kind.NAME, study.unit()),
                study.full(),
                study.parameters().stream().map(this::over).toList(),
                study.outcome(),
                study.verdict(),
                study.trials().stream().map(this::over).toList());
    }

    private ArchivedParameter over(ArchivedParameter p) {
        return new ArchivedParameter(of(Kind.NAME, p.name()), p.role(), p.unit(), over(p.domain()), over(p.fallback()));
    }

    private ArchivedTrial over(ArchivedTrial trial) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        trial.config().values().forEach((name, value) -> values.put(of(Kind.NAME, name), over(value)));
        return new ArchivedTrial(trial.number(), new Config(values), trial.state(), trial.curve());
    }

    private Value over(Value value) {
        return value instanceof Value.Text text ? new Value.Text(of(Kind.LABEL, text.value())) : value;
    }

    private Domain over(Domain domain) {
        return switch (domain) {
            case Domain.Choice choice -> new Domain.Choice(over(choice.options()));
            case Domain.Ordinal ordinal -> new Domain.Ordinal(over(ordinal.options()));
            case Domain.Constant constant -> new Domain.Constant(over(constant.value()));
            case Domain.Uniform range -> range;
            case Domain.LogUniform range -> range;
            case Domain.IntRange range -> range;
            case Domain.LogInt range -> range;
        };
    }

    private List<Value> over(List<Value> options) {
        return options.stream().map(this::over).toList();
    }
}
