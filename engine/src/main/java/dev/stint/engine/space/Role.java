package dev.stint.engine.space;

import java.util.Locale;

/** What a parameter does in a training, as far as transfer and insight can use it. Guessed from the name when the file gives none. */
public enum Role {
    LEARNING_RATE("lr", "learning_rate", "peak_lr", "base_lr", "max_lr"),
    BATCH_SIZE("batch_size", "batch", "bs", "global_batch_size", "train_batch_size"),
    WIDTH("width", "hidden", "hidden_size", "hidden_dim", "units", "d_model", "channels", "max_units"),
    DEPTH("depth", "layers", "num_layers", "n_layers", "blocks"),
    DURATION("epochs", "num_epochs", "max_steps", "train_steps", "duration"),
    WEIGHT_DECAY("weight_decay", "wd", "l2"),
    WARMUP("warmup", "warmup_ratio", "warmup_steps", "warmup_epochs"),
    DROPOUT("dropout", "dropout_rate", "max_dropout", "p_drop"),
    NORM_POSITION("norm_position", "pre_norm", "norm_first"),
    OPTIMIZER("optimizer", "optimiser", "opt"),
    MOMENTUM("momentum", "beta1", "beta_1"),
    BETA2("beta2", "beta_2"),
    GRAD_CLIP("grad_clip", "clip", "clip_norm", "max_grad_norm", "gradient_clip"),
    LABEL_SMOOTHING("label_smoothing", "smoothing"),
    ATTENTION_DROPOUT("attention_dropout", "attn_dropout"),
    OTHER();

    private final String names;

    Role(String... names) {
        this.names = "," + String.join(",", names) + ",";
    }

    /** The spelling of the study file: lower case with dashes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role that a parameter of this name usually has; {@link #OTHER} if the name says nothing. */
    public static Role guess(String parameter) {
        String plain = parameter.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        for (Role role : values()) {
            if (role.names.contains("," + plain + ",")) {
                return role;
            }
        }
        return OTHER;
    }
}
