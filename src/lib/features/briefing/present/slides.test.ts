import { expect, test } from 'vitest';
import { slideByKey, slidesOf, swipe } from './slides.ts';

test('a show has its title, a slide for each claim with its figure numbered, and its sources', () => {
	const step = (id: string, figure?: object) => ({ id, title: {}, text: {}, ...(figure && { figure }) });
	const steps = [step('a', {}), step('b'), step('c', {})] as never;
	expect(
		slidesOf({ steps }).map((slide) => (slide.kind === 'step' ? slide.figureNumber : slide.kind))
	).toEqual(['title', 1, undefined, 2, 'sources']);
});

test('arrows, space and the keys of clickers lead through the slides and stop at both ends', () => {
	expect(['ArrowRight', ' ', 'PageDown', 'Enter'].map((key) => slideByKey(key, 1, 5))).toEqual([2, 2, 2, 2]);
	expect(['ArrowLeft', 'PageUp', 'Backspace'].map((key) => slideByKey(key, 1, 5))).toEqual([0, 0, 0]);
	expect([slideByKey('PageUp', 0, 5), slideByKey('PageDown', 4, 5)]).toEqual([0, 4]);
	expect([slideByKey('Home', 3, 5), slideByKey('End', 1, 5), slideByKey('x', 1, 5)]).toEqual([
		0,
		4,
		undefined
	]);
});

test('a finger that goes sideways turns the page; one that scrolls or slips does not', () => {
	expect([swipe(-80, 10), swipe(80, 10), swipe(-40, 0), swipe(-80, 70)]).toEqual([1, -1, 0, 0]);
});
