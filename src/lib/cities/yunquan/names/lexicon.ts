/** A word in both languages. */
export interface Word {
	readonly zh: string;
	readonly en: string;
}

/** `云 Yun` a line, or `云 Yun, 泉 Quan, …`. */
function words(text: string): Word[] {
	return text
		.trim()
		.split(/[,\n]\s*/)
		.map((pair) => {
			const [zh = '', en = ''] = pair.trim().split(' ');
			return { zh, en };
		});
}

/** First characters of names of streets and quarters. */
export const FIRST_WORDS = words(
	'云 Yun, 澄 Cheng, 清 Qing, 明 Ming, 秀 Xiu, 青 Qing, 兰 Lan, 松 Song, 柳 Liu, 梅 Mei, 竹 Zhu, 荷 He, 桐 Tong, 槐 Huai, 枫 Feng, 鹤 He, 鹭 Lu, 雁 Yan, 燕 Yan, 锦 Jin, 瑞 Rui, 祥 Xiang, 和 He, 德 De, 文 Wen, 学 Xue, 景 Jing, 星 Xing, 月 Yue, 霞 Xia, 晨 Chen, 春 Chun, 秋 Qiu, 金 Jin, 玉 Yu, 银 Yin, 珠 Zhu, 翠 Cui, 碧 Bi, 丹 Dan, 福 Fu, 永 Yong, 长 Chang, 广 Guang, 新 Xin, 望 Wang, 临 Lin, 映 Ying, 听 Ting, 涵 Han, 润 Run, 沁 Qin, 漱 Shu, 叠 Die, 虹 Hong, 露 Lu, 岚 Lan, 桂 Gui, 枣 Zao, 杏 Xing'
);

/** Second characters. */
export const SECOND_WORDS = words(
	'溪 Xi, 池 Chi, 桥 Qiao, 塔 Ta, 亭 Ting, 台 Tai, 园 Yuan, 林 Lin, 苑 Yuan, 山 Shan, 岭 Ling, 坡 Po, 源 Yuan, 田 Tian, 宁 Ning, 兴 Xing, 盛 Sheng, 康 Kang, 泰 Tai, 华 Hua, 光 Guang, 阳 Yang, 辉 Hui, 义 Yi, 仁 Ren, 礼 Li, 信 Xin, 风 Feng, 浦 Pu, 津 Jin, 渚 Zhu, 汀 Ting, 滨 Bin, 泽 Ze, 澜 Lan, 波 Bo, 影 Ying, 韵 Yun, 庭 Ting, 坊 Fang, 井 Jing, 石 Shi'
);

/** Kinds of street, by how they are called; English after. */
export const STREET_WORDS = {
	avenue: { zh: '大道', en: 'Avenue' },
	road: { zh: '路', en: 'Road' },
	broadStreet: { zh: '大街', en: 'Avenue' },
	street: { zh: '街', en: 'Street' },
	lane: { zh: '巷', en: 'Lane' },
	alley: { zh: '里', en: 'Alley' },
	way: { zh: '弄', en: 'Way' }
} as const satisfies Record<string, Word>;

export const COMPASS = {
	east: { zh: '东', en: 'East' },
	west: { zh: '西', en: 'West' },
	south: { zh: '南', en: 'South' },
	north: { zh: '北', en: 'North' },
	middle: { zh: '中', en: 'Middle' }
} as const satisfies Record<string, Word>;

/** Families that villages are called after. */
export const FAMILY_WORDS = words(
	'赵 Zhao, 钱 Qian, 孙 Sun, 李 Li, 周 Zhou, 吴 Wu, 郑 Zheng, 冯 Feng, 陈 Chen, 蒋 Jiang, 沈 Shen, 韩 Han, 杨 Yang, 朱 Zhu, 秦 Qin, 许 Xu, 何 He, 吕 Lü, 施 Shi, 张 Zhang, 孔 Kong, 曹 Cao, 严 Yan, 华 Hua, 金 Jin, 魏 Wei, 陶 Tao, 姜 Jiang, 戚 Qi, 谢 Xie, 邹 Zou, 喻 Yu, 柏 Bai, 苏 Su, 潘 Pan, 葛 Ge, 范 Fan, 彭 Peng, 鲁 Lu, 马 Ma'
);

/** Ends of village names. */
export const VILLAGE_WORDS = words(
	'家庄 jiazhuang, 家村 jiacun, 家店 jiadian, 家河 jiahe, 家沟 jiagou, 家屯 jiatun, 家洼 jiawa, 家桥 jiaqiao'
);

export const SPRING_NAMES = words(
	'听珠泉 Tingzhu, 漱月泉 Shuyue, 洗墨泉 Ximo, 卧云泉 Woyun, 双虹泉 Shuanghong, 叠玉泉 Dieyu, 白鹭泉 Bailu, 砚池泉 Yanchi, 琴台泉 Qintai, 石榴泉 Shiliu, 古槐泉 Guhuai, 灵雨泉 Lingyu, 半月泉 Banyue, 青瓷泉 Qingci, 浣花泉 Huanhua, 望星泉 Wangxing, 隐竹泉 Yinzhu, 寒松泉 Hansong, 碎玉泉 Suiyu, 镜心泉 Jingxin, 绿绮泉 Lüqi, 龙须泉 Longxu, 金线柳泉 Jinxianliu, 三叠泉 Sandie, 鱼跃泉 Yuyue, 杏林泉 Xinglin, 知音泉 Zhiyin, 墨荷泉 Mohe, 雪浪泉 Xuelang, 醴泉 Liquan, 桃源泉 Taoyuan, 梧桐泉 Wutong, 听雨泉 Tingyu, 飞鹤泉 Feihe, 丹枫泉 Danfeng, 初晴泉 Chuqing'
);

/** Two characters as one name: 云 + 溪 = 云溪, Yunxi. */
export function joined(first: Word, second: Word): Word {
	return { zh: first.zh + second.zh, en: first.en + second.en.toLowerCase() };
}
