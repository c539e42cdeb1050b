# Homebrew formula. The release script fills in the version and the checksums.
class Kist < Formula
  desc "Secrets for teams that already run MongoDB"
  homepage "https://github.com/kist-dev/kist"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    url "https://github.com/kist-dev/kist/releases/download/v@VERSION@/kist-@VERSION@-any.tar.gz"
    sha256 "@SHA256_ANY@"
    depends_on "openjdk"
  end

  on_linux do
    on_intel do
      url "https://github.com/kist-dev/kist/releases/download/v@VERSION@/kist-@VERSION@-linux-x64.tar.gz"
      sha256 "@SHA256_LINUX_X64@"
    end
    on_arm do
      url "https://github.com/kist-dev/kist/releases/download/v@VERSION@/kist-@VERSION@-linux-aarch64.tar.gz"
      sha256 "@SHA256_LINUX_AARCH64@"
    end
  end

  def install
    libexec.install Dir["*"]
    bash_completion.install libexec/"share/bash-completion/completions/kist"
    zsh_completion.install libexec/"share/zsh/site-functions/_kist"
    fish_completion.install libexec/"share/fish/vendor_completions.d/kist.fish"
    man1.install Dir[libexec/"share/man/man1/*.1"]
    if OS.mac?
      (bin/"kist").write_env_script libexec/"bin/kist", KIST_JAVA_HOME: Language::Java.java_home
    else
      bin.install_symlink libexec/"bin/kist"
    end
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/kist --version")
  end
end
