const READING = /^\/briefings\/[0-9A-Za-z]{16}$/;
const PHONE = '(max-width: 767px)';
const SIDE = 16;

/** True where the machine's own fonts are as good as ours, so that none is fetched: a phone that reads a briefing. */
export const hasOwnFonts = (path: string): boolean =>
	READING.test(path) &&
	matchMedia(PHONE).matches &&
	!new URLSearchParams(location.search).has('print') &&
	drawsChinese();

/** Without a Chinese font every sign is the same empty box. */
function drawsChinese(): boolean {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = SIDE;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return true;
	const [first, second] = ['\u4e00', '\u9f98'].map((sign) => {
		context.clearRect(0, 0, SIDE, SIDE);
		context.font = `${SIDE}px system-ui, sans-serif`;
		context.textBaseline = 'top';
		context.fillText(sign, 0, 0);
		return context.getImageData(0, 0, SIDE, SIDE).data.join();
	});
	return first !== second;
}
