/** Shows one slide at a time: arrows, space, the keys of a clicker, a finger; escape ends it. The file's only script. */
export const PRESENT_SCRIPT = `
const show = document.querySelector('.offline-slides');
const slides = [...show.querySelectorAll(':scope > [data-slide]')];
for (const picture of show.querySelectorAll('img[data-file]'))
	picture.src = document.querySelector('.offline-article img[data-file="' + picture.dataset.file + '"]').src;
let at = 0;
const fit = () => {
	const scale = Math.min(innerWidth / 1280, innerHeight / 720);
	for (const slide of slides) slide.style.transform = 'scale(' + scale + ')';
};
const turn = (to) => {
	at = Math.max(0, Math.min(slides.length - 1, to));
	slides.forEach((slide, place) => slide.toggleAttribute('data-shown', place === at));
};
const open = (yes) => {
	show.hidden = !yes;
	document.documentElement.style.overflow = yes ? 'hidden' : '';
	if (yes) { fit(); turn(at); }
};
addEventListener('resize', fit);
document.querySelector('[data-present]').addEventListener('click', () => open(true));
document.querySelector('[data-read]').addEventListener('click', () => open(false));
addEventListener('keydown', (event) => {
	if (show.hidden) return;
	const { key } = event;
	const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }[key];
	if (key === 'Escape') open(false);
	else if (key === 'Home') turn(0);
	else if (key === 'End') turn(slides.length - 1);
	else if (step) turn(at + step);
	else return;
	event.preventDefault();
});
let from;
show.addEventListener('pointerdown', ({ clientX }) => { from = clientX; });
show.addEventListener('pointerup', ({ clientX }) => {
	if (from !== undefined && Math.abs(clientX - from) > 48) turn(at + (clientX < from ? 1 : -1));
	from = undefined;
});
`;
