import type { Words } from '#lib/model/alarm-rule.ts';
import type { DistrictUse } from '../edit/district-massing.ts';

/** Uses of floors, as edits of districts name them, in the order of tables. */
export const USES: readonly { readonly use: DistrictUse; readonly title: Words }[] = [
	{ use: 'housing', title: { zh: '住宅', en: 'Housing' } },
	{ use: 'office', title: { zh: '办公', en: 'Offices' } },
	{ use: 'retail', title: { zh: '商业', en: 'Retail' } },
	{ use: 'industry', title: { zh: '工业', en: 'Industry' } },
	{ use: 'public', title: { zh: '公共服务', en: 'Public services' } }
];
