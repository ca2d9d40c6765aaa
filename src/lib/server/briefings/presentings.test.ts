import { expect, test } from 'vitest';
import { Presentings } from './presentings.ts';

const li = { leader: '00000000-0000-4000-8000-000000000001', by: 'Li' };
const wang = { leader: '00000000-0000-4000-8000-000000000002', by: 'Wang' };

test('followers see where the leader stands, until the lead is handed back', () => {
	const presentings = new Presentings();
	expect(presentings.now('a', 0)).toEqual({ presenting: null });
	presentings.show('a', { ...li, slide: 0 }, 1000);
	expect(presentings.show('a', { ...li, slide: 3 }, 5000)).toEqual({
		presenting: { by: 'Li', slide: 3, since: 1000 }
	});
	expect(presentings.now('b', 5000)).toEqual({ presenting: null });
	expect(presentings.show('a', li, 6000)).toEqual({ presenting: null });
});

test('another screen cannot take a lead that is held; one that went silent ends by itself', () => {
	const presentings = new Presentings();
	presentings.show('a', { ...li, slide: 2 }, 0);
	expect(() => presentings.show('a', { ...wang, slide: 0 }, 20_000)).toThrow(
		'Li leads through briefing a: follow, or wait until that has ended.'
	);
	expect(presentings.show('a', { ...wang, slide: 0 }, 20_001).presenting?.by).toBe('Wang');
});
