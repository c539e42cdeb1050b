package dev.kist.dotenv;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tools that keep something else in a value than what the program gets: ciphertext, or where it is to be fetched. */
final class OtherTool {
    /** How such a value begins, and whose it is. */
    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("encrypted:", "dotenvx"),
            new Beginning("ENC[", "SOPS"),
            new Beginning("ENC[PKCS7,", "hiera-eyaml"),
            new Beginning("ENC[GPG,", "hiera-eyaml"),
            new Beginning("ENC(", "Jasypt"),
            new Beginning("{cipher}", "Spring Cloud Config"),
            new Beginning("op://", "1Password"),
            new Beginning("{{op://", "1Password"),
            new Beginning("{{ op://", "1Password"),
            new Beginning("vault:", "Vault"),
            new Beginning(">>vault:", "Vault"),
            new Beginning("bao:", "OpenBao"),
            new Beginning("ref+", "vals"),
            new Beginning("secretref+", "vals"),
            new Beginning("-----BEGIN AGE ENCRYPTED FILE", "age"),
            new Beginning("age-encryption.org/", "age"),
            new Beginning("-----BEGIN PGP MESSAGE", "GnuPG"),
            new Beginning("$ANSIBLE_VAULT;", "Ansible Vault"),
            new Beginning("{{resolve:secretsmanager:", "AWS CloudFormation"),
            new Beginning("{{resolve:ssm", "AWS CloudFormation"),
            new Beginning("ssm://", "AWS Systems Manager"),
            new Beginning("awssm://", "AWS Secrets Manager"),
            new Beginning("sm://", "Google Secret Manager"),
            new Beginning("berglas://", "Berglas"),
            new Beginning("gcp:secretmanager:", "Google Secret Manager"),
            new Beginning("@Microsoft.KeyVault(", "Azure Key Vault"),
            new Beginning("keeper://", "Keeper"),
            new Beginning("pass://", "Proton Pass"),
            new Beginning("dl://", "Dashlane"),
            new Beginning("${aes-gcm-nopadding::", "SmallRye Config"));

    /** The first characters of those, so that most values are done with at the first look. */
    private static final String FIRST = "eE{ovb>rs-a$g@kpd";

    /** A host of that name and its port. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("(vault|bao):[0-9]{1,5}([/,?].*)?");

    /** vals looks for references within a value, too. */
    private static final Pattern VALS = Pattern.compile("ref\\+[a-z][a-z0-9+.-]*://");

    private record Beginning(String text, String tool) {}

    private OtherTool() {}

    /** Whose value this is, absent if it is an ordinary one. */
    static @Nullable String of(String value) {
        String found = null;
        int longest = 0;
        if (!value.isEmpty() && FIRST.indexOf(value.charAt(0)) >= 0) {
            for (Beginning each : BEGINNINGS) {
                String beginning = each.text();
                boolean better = beginning.length() > longest && value.length() > beginning.length();
                if (better && value.startsWith(beginning)) {
                    found = each.tool();
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
