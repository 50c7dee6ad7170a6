"use strict";
// Around the terminal of the page: each window has a session that it comes back to, and says what became of it.
(() => {
  const LEFT = 4000, ELSEWHERE = 4002, IDLE = 4003, SHUT = 4004, FULL = 1013;
  const pauses = [1, 2, 4, 8, 15, 30];
  const tries = Number(sessionStorage.getItem("tries") || 0);

  let session = sessionStorage.getItem("session");
  if (!session) {
    const chance = crypto.getRandomValues(new Uint8Array(16));
    session = Array.from(chance, (one) => one.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("session", session);
  }

  const say = (key, offer) => {
    const told = document.getElementById("told");
    told.classList.remove("-none");
    told.querySelector("p").textContent = document.body.dataset[key];
    document.getElementById("again").hidden = !offer;
    if (offer) document.getElementById("again").focus();
  };

  // Coming back is loading the page anew, once there is somebody to load it from.
  const comeBack = async () => {
    const pause = pauses[Math.min(Number(sessionStorage.getItem("tries") || 0), pauses.length - 1)];
    await new Promise((resolve) => {
      const wait = setTimeout(resolve, 1000 * pause);
      const soon = () => { if (!document.hidden) { clearTimeout(wait); resolve(); } };
      window.addEventListener("online", soon, { once: true });
      document.addEventListener("visibilitychange", soon, { once: true });
    });
    sessionStorage.setItem("tries", Number(sessionStorage.getItem("tries") || 0) + 1);
    try {
      // A connection from before the sleep would never answer.
      const answer = await fetch("/there", { cache: "no-store", signal: AbortSignal.timeout(3000) });
      if (answer.status === 403) { say("shut", false); return; }
      if (answer.ok) { window.location.reload(); return; }
    } catch (error) { /* Nobody is there yet. */ }
    comeBack();
  };

  const closed = (code) => {
    if (code === LEFT) { sessionStorage.removeItem("session"); say("left", true); }
    else if (code === ELSEWHERE) { sessionStorage.removeItem("session"); say("elsewhere", true); }
    else if (code === IDLE) { sessionStorage.removeItem("session"); say("idle", true); }
    else if (code === SHUT) { sessionStorage.removeItem("session"); say("shut", false); }
    else if (code === FULL) { say("full", false); comeBack(); }
    else { say("lost", false); comeBack(); }
  };

  // After a sleep the other end may be gone without a word: who is quiet for long is asked whether they are there.
  const watch = (socket) => {
    const QUIET = 20000, PATIENCE = 5000;
    let heard = Date.now(), asked = 0, over = false;
    const end = (code) => {
      if (over) return;
      over = true;
      clearInterval(timer);
      closed(code);
    };
    const timer = setInterval(() => {
      const now = Date.now();
      if (asked > heard) {
        if (now - asked > PATIENCE) { socket.close(); end(0); }
      } else if (now - heard > QUIET && socket.readyState === Plain.OPEN) {
        asked = now;
        socket.send(JSON.stringify(["ping", "0"]));
      }
    }, 2500);
    socket.addEventListener("message", () => { heard = Date.now(); });
    socket.addEventListener("close", (event) => end(event.code));
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      watch(this);
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string") {
          const told = document.getElementById("told");
          if (!told.classList.contains("-none")) {
            told.classList.add("-none");
            document.querySelector(".xterm-helper-textarea").focus();
          }
          sessionStorage.removeItem("tries");
          return;
        }
        const [kind, value] = JSON.parse(event.data);
        if (kind === "title") document.title = value;
      });
    }
  };

  // A file is fetched, not shown in a window, which a browser might keep from opening. A link goes to a window of its
  // own that knows nothing of this one; the terminal opens that first and says afterwards where it goes.
  const open = window.open.bind(window);
  const away = (address) => {
    if (["http:", "https:"].includes(new URL(address).protocol)) open(address, "_blank", "noopener,noreferrer");
  };
  window.open = (address) => {
    if (address === undefined) return { opener: null, location: { set href(later) { away(later); } } };
    const url = new URL(address, window.location.href);
    if (url.origin !== window.location.origin || !url.pathname.startsWith("/download/")) {
      away(url.href);
      return null;
    }
    const link = document.createElement("a");
    link.href = url.pathname;
    link.download = "";
    link.click();
    return null;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const terminal = document.getElementById("terminal");
    terminal.dataset.sessionWebsocketUrl = terminal.dataset.socketUrl + "/" + session;
    document.getElementById("again").addEventListener("click", () => window.location.reload());
  });
})();
