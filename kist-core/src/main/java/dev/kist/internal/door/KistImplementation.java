package dev.kist.internal.door;

import dev.kist.Finding;
import dev.kist.Inspection;
import dev.kist.KeyAtHand;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.Project;
import dev.kist.Settings;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.settings.ProjectFolder;
import java.util.List;

/** The one implementation of Kist, found by the service loader. */
public final class KistImplementation implements Kist.Implementation {
    @Override
    public Kist open(KistOptions options) {
        EffectiveSettings settings = EffectiveSettings.read(options);
        settings.warnings().forEach(options.warnings());
        return OpenedKist.open(settings);
    }

    @Override
    public Settings settings(KistOptions options) {
        return EffectiveSettings.read(options);
    }

    @Override
    public List<Finding> inspect(KistOptions options, Inspection inspection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Project project(KistOptions options) {
        return ProjectFolder.of(options);
    }

    @Override
    public NewKey newKey() {
        X25519Identity key = X25519Identity.generate();
        return new NewKey(new KeyAtHand(key.recipient().id(), key.recipient().text()), key.exposeText());
    }
}
