// Runs before the page is drawn, so that a chosen look does not flash. Without a choice, and
// without JavaScript, the style sheets follow the device.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem("si-theme");
  if (theme === "light" || theme === "dark") root.dataset.bsTheme = theme;
  if (localStorage.getItem("si-text") === "large") root.dataset.text = "large";
} catch {
  // A browser that keeps nothing: the look follows the device.
}
