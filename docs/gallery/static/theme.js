// Runs before the page is drawn, so that a chosen theme does not flash. Without a choice the
// style sheets follow the device.
{
  const chosen = localStorage.getItem("si-theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.bsTheme = chosen;
  }
}
