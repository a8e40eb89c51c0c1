/**
 * Play and Pause for animated figures.
 *
 * A player is an element of class `si-player` with one `svg.si-animated` and one
 * `button.si-play` in it. Nothing moves before its button is pressed. Where the person asked
 * for less motion the style sheet hides the player, and the frames beside it are read instead.
 */

const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");

/** Make the button of one player work, and show it. */
export function prepare(player) {
  const figure = player.querySelector(".si-animated");
  const button = player.querySelector(".si-play");
  const clock = figure.querySelector('[id$="clock"]');
  let hasBegun = false;

  function pause() {
    figure.pauseAnimations();
    button.setAttribute("aria-pressed", "false");
  }

  function play() {
    figure.unpauseAnimations();
    if (!hasBegun) {
      clock.beginElement();
      hasBegun = true;
    }
    button.setAttribute("aria-pressed", "true");
  }

  button.addEventListener("click", () => {
    if (figure.animationsPaused()) play();
    else pause();
  });
  LESS_MOTION.addEventListener("change", pause);
  pause();
  player.classList.add("si-ready");
}

for (const player of document.querySelectorAll(".si-player")) prepare(player);
