import dev.kist.Kist
import dev.kist.KistOptions

/** Greets with the secret GREETING, and again when it changes. */
fun main() {
    Kist.open(KistOptions.fromEnvironment()).use { kist ->
        // The types say what can be null: a secret that is there cannot, and null is no name of an environment.
        val greeting: String = kist.environment().load().get("GREETING")
        println(greeting)
        kist.environment().watch { now, changed -> println("changed: $changed, ${now.find("GREETING").orElse("no greeting")}") }.use {
            Thread.currentThread().join()
        }
    }
}
