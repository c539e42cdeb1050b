package dev.kist.dotenv;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tools that keep something else in a value than what the program gets: ciphertext, or where it is to be fetched. */
final class OtherTool {
    /** How such a value begins, and whose it is. */
    private static final Map<String, String> BEGINNINGS = Map.ofEntries(
            Map.entry("encrypted:", "dotenvx"),
            Map.entry("ENC[", "SOPS"),
            Map.entry("ENC[PKCS7,", "hiera-eyaml"),
            Map.entry("ENC[GPG,", "hiera-eyaml"),
            Map.entry("ENC(", "Jasypt"),
            Map.entry("{cipher}", "Spring Cloud Config"),
            Map.entry("op://", "1Password"),
            Map.entry("{{op://", "1Password"),
            Map.entry("{{ op://", "1Password"),
            Map.entry("vault:", "Vault"),
            Map.entry(">>vault:", "Vault"),
            Map.entry("bao:", "OpenBao"),
            Map.entry("ref+", "vals"),
            Map.entry("secretref+", "vals"),
            Map.entry("-----BEGIN AGE ENCRYPTED FILE-----", "age"),
            Map.entry("age-encryption.org/", "age"),
            Map.entry("-----BEGIN PGP MESSAGE-----", "GnuPG"),
            Map.entry("$ANSIBLE_VAULT;", "Ansible Vault"),
            Map.entry("{{resolve:secretsmanager:", "AWS CloudFormation"),
            Map.entry("{{resolve:ssm", "AWS CloudFormation"),
            Map.entry("ssm://", "AWS Systems Manager"),
            Map.entry("awssm://", "AWS Secrets Manager"),
            Map.entry("sm://", "Google Secret Manager"),
            Map.entry("berglas://", "Berglas"),
            Map.entry("gcp:secretmanager:", "Google Secret Manager"),
            Map.entry("@Microsoft.KeyVault(", "Azure Key Vault"),
            Map.entry("keeper://", "Keeper"),
            Map.entry("pass://", "Proton Pass"),
            Map.entry("dl://", "Dashlane"),
            Map.entry("${aes-gcm-nopadding::", "SmallRye Config"));

    /** The first characters of those, so that most values are done with at the first look. */
    private static final String FIRST = "eE{ovb>rs-a$g@kpd";

    /** A host of that name and its port. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("(vault|bao):[0-9]{1,5}(/.*)?");

    /** vals looks for references within a value, too. */
    private static final Pattern VALS = Pattern.compile("ref\\+[a-z][a-z0-9+.-]*://");

    private OtherTool() {}

    /** Whose value this is, absent if it is an ordinary one. */
    static @Nullable String of(String value) {
        String found = null;
        int longest = 0;
        if (!value.isEmpty() && FIRST.indexOf(value.charAt(0)) >= 0) {
            for (Map.Entry<String, String> each : BEGINNINGS.entrySet()) {
                String beginning = each.getKey();
                boolean better = beginning.length() > longest && value.length() > beginning.length();
                if (better && value.startsWith(beginning)) {
                    found = each.getValue();
                    longest = beginning.length();
                }
            }
        }
        if (found != null && HOST_AND_PORT.matcher(value).matches()) {
            return null;
        }
        return found == null && value.contains("ref+") && VALS.matcher(value).find() ? "vals" : found;
    }

    /** Whose whole file this is, absent if it is none of theirs. */
    static @Nullable String ofFile(String text) {
        int first = 0;
        while (first < text.length() && (text.charAt(first) == '\n' || Space.isHorizontalOrMark(text.charAt(first)))) {
            first++;
        }
        boolean possible = text.startsWith("-----BEGIN ", first)
                || text.startsWith("$ANSIBLE_VAULT;", first)
                || text.startsWith("age-encryption.org/", first);
        return possible ? of(text.substring(first, Math.min(text.length(), first + 100))) : null;
    }
}
