"""Leather goods: the saddle stitch, a curriculum, a manual for trainers."""

from __future__ import annotations

from pathlib import Path

from tools.demo_files.pdf.layout import grid, pdf, picture


def saddle_stitch_mornings(out: Path) -> None:
    pdf(
        out / "ponto-de-seleiro.pdf",
        lang="pt",
        title="Ponto de seleiro: quatro manhãs",
        lead="Plano de sessão e grelha de avaliação",
        by="Oficina de marroquinaria, São João da Madeira",
        licence="CC BY-SA 4.0",
        parts=[
            picture(out / "ponto-de-seleiro.png", 16.5),
            grid(
                [
                    ["Manhã", "O que se faz", "Fica feito"],
                    [
                        "1",
                        "Linha a 3 mm da orla, marcador de 3,85 mm, sovela sempre inclinada para o mesmo lado",
                        "Três tiras de 20 cm furadas",
                    ],
                    [
                        "2",
                        "Enfiar as duas agulhas, fio com quatro vezes o comprimento da costura, ordem das mãos",
                        "Uma tira com linha de duas cores",
                    ],
                    [
                        "3",
                        "Tensão: apertar a cada ponto, comparar com a tira de referência",
                        "Duas tiras com linha crua",
                    ],
                    [
                        "4",
                        "Prova, remate com três pontos atrás, bater a costura, lixar a orla",
                        "Porta-chaves cosido",
                    ],
                ],
                [2, 9.5, 5.5],
            ),
            "# A ordem das mãos",
            "- Entra primeiro a agulha da frente, sempre.",
            "- A agulha de trás pousa sobre a da frente, faz um T, e só então se puxa a da frente.",
            "- Antes de passar a segunda, puxar o primeiro fio para trás: assim não se trespassa a linha.",
            "- Apertar para os dois lados ao mesmo tempo, na direção da costura e não para cima.",
            "---",
            "# Avaliação (preenche o formador)",
            grid(
                [
                    ["Gesto", "Critério", "Sim", "Não", "Observação"],
                    [
                        "Marca e fura com a mesma inclinação",
                        "52 furos em 20 cm, nenhum a mais de 0,5 mm da linha",
                        "",
                        "",
                        "",
                    ],
                    ["Cose com duas agulhas", "Sem troca de ordem; linha não trespassada", "", "", ""],
                    ["Aperta e remata", "Couro sem ondas; remate aguenta 5 kg", "", "", ""],
                ],
                [4.4, 6.2, 1.3, 1.3, 3.8],
                tall=1.6,
            ),
            "# Material por pessoa",
            "[] Três tiras de couro de curtimenta vegetal, 2 mm, 22 × 4 cm",
            "[] Duas agulhas de ponta romba n.º 4, sovela em losango, torno de coser",
            "[] Linha de linho encerada 0,6 mm, crua e preta",
            "! A sovela guarda-se espetada na rolha. Os dois cortes do ano passado foram ambos na arrumação.",
        ],
    )


def leather_curricula(out: Path) -> None:
    for name, second in (("curriculo-marroquinaria-1.pdf", False), ("curriculo-marroquinaria.pdf", True)):
        units = [
            ["Unidade", "Horas", "Lacuna que cobre", "Resultado de aprendizagem", "Avaliação"],
            [
                "1. Corte e aproveitamento",
                "40",
                "Desperdício acima de 25 %",
                "Dispõe e corta dez moldes numa meia pele, evitando defeitos",
                "Peso das sobras, dez peças medidas",
            ],
            [
                "2. Preparação e facear",
                "40",
                "Orlas irregulares",
                "Faceia a 0,5 mm numa faixa de 12 mm",
                "Medição em oito pontos",
            ],
            [
                "3. Costura à mão e à máquina",
                "56" if second else "50",
                "Costura dependente de uma pessoa",
                "Cose 20 cm à mão e 2 m à máquina de coluna",
                "Três gestos observados",
            ],
            [
                "4. Montagem e orlas" + (" e reparação" if second else ""),
                "44" if second else "50",
                "Reclamações na orla",
                "Monta e acaba uma carteira" + (" e repara uma usada" if second else ""),
                "Peça e ficha de tempo",
            ],
        ]
        if second:
            units.append(
                [
                    "5. Peça completa em empresa",
                    "40",
                    "Entrada na produção",
                    "Faz uma peça do corte à embalagem no tempo acordado com a empresa",
                    "Formador e tutor, em separado",
                ]
            )
        pdf(
            out / name,
            lang="pt",
            title="Currículo modular de marroquinaria",
            lead="Nível 4, 220 horas, cinco unidades" if second else "Nível 4, 180 horas, quatro unidades",
            by="Centro de formação, Porto",
            licence="CC BY-SA 4.0" if second else "CC BY-NC-SA 4.0",
            parts=[
                grid(units, [3.4, 1.4, 3.6, 5, 3.6]),
                "# Regras de entrada e de dispensa" if second else "# Entrada",
                "- Entra quem já trabalhou três meses no setor ou tem uma microformação do mesmo tema.",
                *(
                    [
                        "- A microformação de ponto de seleiro dispensa doze horas da unidade 3.",
                        "- As unidades 1 a 4 fazem-se por qualquer ordem; a quinta só depois de todas.",
                        "# Como se liga ao diagnóstico",
                        "A empresa responde ao diagnóstico; cada lacuna aponta para uma unidade. Se nenhuma lacuna aponta para uma unidade, essa unidade não entra no plano da empresa. As mesmas respostas dão sempre o mesmo plano.",
                        "! Por resolver: a unidade de corte digital. Só duas das nove empresas têm mesa de corte, e alugar uma custa 90 euros por hora.",
                    ]
                    if second
                    else ["- As unidades fazem-se por ordem."]
                ),
            ],
        )


def leather_manual(out: Path) -> None:
    pdf(
        out / "manual-leather-trainers.pdf",
        lang="en",
        title="Teaching leather goods beside the line",
        lead="A manual for people who make four days and teach on the fifth",
        by="Leather design studio, Florence; hand-sewn footwear workshop, Felgueiras",
        licence="CC BY-NC-SA 4.0",
        parts=[
            "# 1. Show it three times",
            "First at speed, so that the learner sees where it is going. Then slowly, naming only what the hands do. Then in silence. The silent one is the longest; count to five between movements. Do not ask “did you get it?” Hand over the awl.",
            "# 2. Let leather be spoilt on purpose",
            "Keep a box of offcuts for every gesture and put a price on it: 4 € a week per learner is what our mistakes cost. A mistake on an order costs fifty times that. Agree with the owner beforehand which pieces may be spoilt.",
            grid(
                [
                    ["Gesture", "Spoil first on", "Ready for orders when"],
                    [
                        "Skiving to 0.5 mm",
                        "Split offcuts, 30 × 4 cm",
                        "Eight points within 0.1 mm on three strips",
                    ],
                    ["Edge painting", "Belly leather", "No drip on 2 m, two coats"],
                    ["Saddle stitch", "Two-colour thread, 2 mm strips", "20 cm even, twice in a row"],
                    ["Turning a gusset", "Bonded leather", "No wrinkle visible at 50 cm"],
                ],
                [4.5, 5.5, 7],
            ),
            "# 3. Write before the shift ends",
            "Three lines, in the learner’s words: what I did alone, what I did with help, what I want to see again. Ten minutes, paid. If it is left for tomorrow it is not written.",
            "---",
            "# 4. Three half-days for six trainers",
            grid(
                [
                    ["Session", "What happens", "Bring"],
                    [
                        "A",
                        "Each teaches one gesture in eight minutes; the others copy only what they saw",
                        "One gesture, one tool",
                    ],
                    [
                        "B",
                        "The silent demonstration; the spoilt-leather box; feedback in three sentences",
                        "Offcuts",
                    ],
                    [
                        "C",
                        "Assessing in pairs on the same ten pieces; rewriting two criteria",
                        "Ten pieces, no names",
                    ],
                ],
                [2, 10.5, 4.5],
            ),
            "# 5. The exchange",
            "Two workshops swap one trainer for two working days. Each visitor teaches one gesture to the newest worker and learns one. Both write a page: what we would copy, what would not survive at home.",
            "[] Insurance and travel agreed in writing",
            "[] The gesture to teach and the gesture to learn named a week before",
            "[] Two hours booked in the calendar for the day after return",
            "[] The page deposited within ten days",
            "# 6. Augmented reality: what we do not know yet",
            "We tried three tutorials. Learners liked them and went back to the person after four minutes. Nobody here has used them for a whole season, so this chapter stays short.",
            "---",
            "# Sheet: feedback in three sentences",
            grid(
                [["I saw you …", "The piece shows …", "Next time …"]] + [["", "", ""] for _ in range(6)],
                [5.6, 5.7, 5.7],
                tall=2.4,
            ),
        ],
    )
