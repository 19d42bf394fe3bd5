// "7 changes since your last visit", in the links marked data-last-visit. Without this file they
// lead to all changes.
//
// The days of a reader's visits stay in this browser. The site is only asked how many changes
// there are since a day, and keeps nothing.

const KEY = "visits";

function today() {
  const { timeZone } = document.documentElement.dataset; // days are counted as the site does
  return new Date().toLocaleDateString("sv", { timeZone }); // 2017-02-13
}

// The day of the last visit before today's; undefined when there was none.
function lastVisit() {
  try {
    let visits = JSON.parse(localStorage.getItem(KEY)) ?? {};
    if (visits.today !== today()) {
      visits = { today: today(), before: visits.today };
      localStorage.setItem(KEY, JSON.stringify(visits));
    }
    return visits.before;
  } catch {
    return undefined; // storage can be switched off
  }
}

async function offer(link, day) {
  const since = new URLSearchParams({ since: day });
  const answer = await fetch(new URL(`count/?${since}`, link.href));
  const { number, words } = await answer.json();
  if (!number) return;
  link.search = since;
  link.textContent = `${words} since your last visit`;
  link.hidden = false;
}

const day = lastVisit();
if (day) {
  for (const link of document.querySelectorAll("a[data-last-visit]")) {
    offer(link, day).catch(() => {}); // the link stays what it was
  }
}
