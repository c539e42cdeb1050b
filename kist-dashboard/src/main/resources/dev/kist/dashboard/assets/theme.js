// Runs before the first paint, so that the page does not change its colours afterwards.
(() => {
  try {
    const theme = localStorage.getItem("kist-theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Storage is off: the system's colours are used.
  }
})();
